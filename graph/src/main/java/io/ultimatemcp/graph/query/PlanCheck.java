package io.ultimatemcp.graph.query;

import io.ultimatemcp.graph.model.Fault;
import java.util.Locale;
import java.util.Set;
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
            return no("LOAD CSV reads files and addresses");
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
        @Nullable String function = Procedures.refusedFunction(withoutProcedure(name, details));
        return function == null
                ? null
                : no("the function " + function + " is not one of Cypher's own");
    }

    /** The name of an allowed procedure looks like a function in its operator's details. */
    private static String withoutProcedure(String operator, String details) {
        return operator.startsWith("procedurecall")
                ? details.substring(details.indexOf('(') + 1)
                : details;
    }

    private static String details(Plan plan) {
        var details = plan.arguments().get("Details");
        return details == null || details.isNull() ? "" : details.asObject().toString();
    }

    private static Fault no(String reason) {
        return new Fault.NotReadOnly("This query is refused: " + reason + ".");
    }
}
