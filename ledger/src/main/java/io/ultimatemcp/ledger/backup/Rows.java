package io.ultimatemcp.ledger.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ultimatemcp.ledger.fault.LedgerCorrupt;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table as bytes that both databases understand: the names of the columns, then for
 * each row a one and its values, then a zero. A value is a tag and, unless it is absent, a number,
 * or a length and bytes.
 */
final class Rows {
    private static final int ABSENT = 0;
    private static final int NUMBER = 1;
    private static final int TEXT = 2;
    private static final int BYTES = 3;
    private static final int FETCH = 200;
    private static final int BATCH = 100;
    private static final long BATCH_BYTES = 1L << 20;
    private static final int MOST_COLUMNS = 100;
    private static final int LONGEST_VALUE = 1 << 30;
    private static final Pattern COLUMN = Pattern.compile("[a-z0-9_]{1,63}");

    private Rows() {}

    /** Writes all rows of a table, as the handle's transaction sees them. */
    static void export(Handle handle, String table, String order, OutputStream to)
            throws IOException {
        var out = new DataOutputStream(to);
        try {
            handle.createQuery("SELECT * FROM " + table + " ORDER BY " + order)
                    .setFetchSize(table.equals("blobs") ? 1 : FETCH)
                    .scanResultSet((rows, _) -> exportAll(rows.get(), out));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        out.flush();
    }

    /** Inserts what {@link #export} wrote; returns how many rows there were. */
    static long load(Handle handle, String table, InputStream from) throws IOException {
        var in = new DataInputStream(from);
        List<String> columns = columns(in);
        long count = 0;
        String sql =
                "INSERT INTO "
                        + table
                        + " ("
                        + String.join(", ", columns)
                        + ") VALUES ("
                        + String.join(", ", columns.stream().map(_ -> "?").toList())
                        + ")";
        PreparedBatch batch = handle.prepareBatch(sql);
        long bytes = 0;
        while (in.readByte() == 1) {
            for (int i = 0; i < columns.size(); i++) {
                bytes += bind(batch, i, in);
            }
            batch.add();
            count++;
            if (batch.size() == BATCH || bytes > BATCH_BYTES) {
                batch.execute();
                batch = handle.prepareBatch(sql);
                bytes = 0;
            }
        }
        if (batch.size() > 0) {
            batch.execute();
        }
        return count;
    }

    private static int exportAll(ResultSet rows, DataOutputStream out) throws SQLException {
        try {
            int columns = rows.getMetaData().getColumnCount();
            out.writeInt(columns);
            for (int i = 1; i <= columns; i++) {
                out.writeUTF(rows.getMetaData().getColumnName(i));
            }
            while (rows.next()) {
                out.writeByte(1);
                for (int i = 1; i <= columns; i++) {
                    exportValue(rows.getObject(i), out);
                }
            }
            out.writeByte(0);
            return columns;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void exportValue(@Nullable Object value, DataOutputStream out)
            throws IOException {
        switch (value) {
            case null -> out.writeByte(ABSENT);
            case Number number -> {
                out.writeByte(NUMBER);
                out.writeLong(number.longValue());
            }
            case String text -> exportBytes(TEXT, text.getBytes(UTF_8), out);
            case byte[] bytes -> exportBytes(BYTES, bytes, out);
            default -> throw new IllegalStateException("no table has a " + value.getClass());
        }
    }

    private static void exportBytes(int tag, byte[] bytes, DataOutputStream out)
            throws IOException {
        out.writeByte(tag);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static List<String> columns(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 1 || count > MOST_COLUMNS) {
            throw damaged();
        }
        var columns = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            String column = in.readUTF();
            if (!COLUMN.matcher(column).matches()) {
                throw damaged();
            }
            columns.add(column);
        }
        return columns;
    }

    /** Binds the next value; returns roughly how many bytes it has. */
    private static int bind(PreparedBatch batch, int position, DataInputStream in)
            throws IOException {
        switch (in.readByte()) {
            case ABSENT -> batch.bindNull(position, Types.NULL);
            case NUMBER -> batch.bind(position, in.readLong());
            case TEXT -> {
                byte[] text = bytes(in);
                batch.bind(position, new String(text, UTF_8));
                return text.length;
            }
            case BYTES -> {
                byte[] bytes = bytes(in);
                batch.bind(position, bytes);
                return bytes.length;
            }
            default -> throw damaged();
        }
        return Long.BYTES;
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST_VALUE) {
            throw damaged();
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length != length) {
            throw damaged();
        }
        return bytes;
    }

    private static LedgerCorrupt damaged() {
        return new LedgerCorrupt("the rows of the backup are damaged", null);
    }
}
