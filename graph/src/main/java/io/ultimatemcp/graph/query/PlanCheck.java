package io.ultimatemcp.graph.query;

import io.ultimatemcp.graph.model.Fault;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.summary.Plan;
import org.neo4j.driver.summary.QueryType;
import org.neo4j.driver.summary.ResultSummary;

/**
 * Judges a query by the plan that the engine made of it, which no comment, escape or quoting can
 * disguise.
 *
 * <p>The wall against writes is the transaction's READ mode. This is for what that mode lets pass:
 * reading files and addresses, looking at settings and at other people's transactions and ending
 * them, procedures with effects that are not data.
 */
final class PlanCheck {
    private static final Set<String> SHOWABLE = Set.of("showindexes", "showconstraints");

    private static final String NO_LOAD_CSV = "LOAD CSV reads files and addresses";
    private static final Pattern LOAD_CSV =
            Pattern.compile("\\bLOAD\\s++CSV\\b", Pattern.CASE_INSENSITIVE);

    private final String database;

    PlanCheck(String database) {
        this.database = database.toLowerCase(Locale.ROOT);
    }

    /** The reason against the query, or null. */
    @Nullable Fault refuse(ResultSummary explained) {
        if (explained.queryPlan().isEmpty()) {
            return no("it has no plan that could be judged");
        }
        Plan plan = explained.queryPlan().get();
        // By name first: it makes the better sentence.
        @Nullable Fault refused = refuse(plan);
        if (refused == null && explained.queryType() != QueryType.READ_ONLY) {
            return new Fault.NotReadOnly("This query would write; only reading is allowed here.");
        }
        return refused;
    }

    private @Nullable Fault refuse(Plan plan) {
        @Nullable Fault refused = refuse(plan.operatorType(), details(plan));
        for (int i = 0; refused == null && i < plan.children().size(); i++) {
            refused = refuse(plan.children().get(i));
        }
        return refused;
    }

    private @Nullable Fault refuse(String operatorAtDatabase, String details) {
        int at = operatorAtDatabase.indexOf('@');
        String operator = at < 0 ? operatorAtDatabase : operatorAtDatabase.substring(0, at);
        String name = operator.toLowerCase(Locale.ROOT);
        if (name.startsWith("loadcsv")) {
            return no(NO_LOAD_CSV);
        }
        if (name.startsWith("transaction")) {
            return no("subqueries IN TRANSACTIONS are not allowed; leave these words out");
        }
        if (name.startsWith("terminate") || name.startsWith("administration")) {
            return no("commands that administer the server are not allowed");
        }
        if (name.startsWith("show") && !SHOWABLE.contains(name)) {
            return no("of the SHOW commands only SHOW INDEXES and SHOW CONSTRAINTS are allowed");
        }
        if (at >= 0 && !operatorAtDatabase.substring(at + 1).equalsIgnoreCase(database)) {
            return no("only the database " + database + " may be used");
        }
        if (name.startsWith("procedurecall")) {
            @Nullable String procedure = Procedures.refusedProcedure(details);
            if (procedure != null) {
                return no("the procedure " + procedure + " is not on the list of allowed ones");
            }
        }
        return refuse(PlanText.unquoted(details));
    }

    /** What is written out in the details, because it has no operator of its own. */
    private static @Nullable Fault refuse(String text) {
        if (LOAD_CSV.matcher(text).find()) {
            return no(NO_LOAD_CSV);
        }
        @Nullable String procedure = Procedures.refusedCall(text);
        if (procedure != null) {
            return no("the procedure " + procedure + " is not on the list of allowed ones");
        }
        @Nullable String function = Procedures.refusedFunction(text);
        return function == null
                ? null
                : no("the function " + function + " is not one of Cypher's own");
    }

    private static String details(Plan plan) {
        var details = plan.arguments().get("Details");
        return details == null || details.isNull() ? "" : details.asObject().toString();
    }

    private static Fault no(String reason) {
        return new Fault.NotReadOnly("This query is refused: " + reason + ".");
    }
}
