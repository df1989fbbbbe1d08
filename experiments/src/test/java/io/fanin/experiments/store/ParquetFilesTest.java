package io.fanin.experiments.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFilesTest {
  @TempDir private Path folder;

  private List<String> lines(String file, String sql) throws Exception {
    List<String> lines = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(sql.formatted(Sql.text(folder.resolve(file).toString())))) {
      while (rows.next()) {
        StringBuilder line = new StringBuilder();
        for (int c = 1; c <= rows.getMetaData().getColumnCount(); c++) {
          line.append(c == 1 ? "" : "|").append(rows.getObject(c));
        }
        lines.add(line.toString());
      }
    }
    return lines;
  }

  private List<String> types(String file) throws Exception {
    return lines(file, "select column_name, column_type from (describe from read_parquet(%s))");
  }

  @Test
  void every_value_comes_back_with_the_type_of_its_column() throws Exception {
    Files.writeString(
        folder.resolve("it's.csv"),
        "n,error [s],yes,text,mixed,Error [s],empty\r\n"
            + "9007199254740993,0.1,true,\"a, \"\"b\"\"\r\nc\",1,007,\r\n"
            + "-5,4.9E-324,false,ä,2.5,,\r\n"
            + ",NaN,,,-Infinity,1,\r\n");
    Files.writeString(folder.resolve("none.csv"), "a,b\r\n");
    Files.writeString(folder.resolve("other.txt"), "a\r\n1\r\n");

    ParquetFiles.writeBeside(folder);

    assertThat(types("it's.parquet"))
        .containsExactly(
            "n|BIGINT",
            "error [s]|DOUBLE",
            "yes|BOOLEAN",
            "text|VARCHAR",
            "mixed|DOUBLE",
            "Error [s]_2|VARCHAR",
            "empty|VARCHAR");
    assertThat(lines("it's.parquet", "select * from read_parquet(%s)"))
        .containsExactly(
            "9007199254740993|0.1|true|a, \"b\"\r\nc|1.0|007|null",
            "-5|4.9E-324|false|ä|2.5|null|null",
            "null|NaN|null|null|-Infinity|1|null");
    assertThat(types("none.parquet")).containsExactly("a|VARCHAR", "b|VARCHAR");
    assertThat(folder.resolve("other.parquet")).doesNotExist();
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(5);
    }
  }

  @Test
  void equal_tables_give_equal_bytes() throws IOException {
    StringBuilder text = new StringBuilder("i,x\r\n");
    for (int i = 0; i < 3000; i++) {
      text.append(i).append(',').append(i / 7.0).append("\r\n");
    }
    Files.writeString(folder.resolve("t.csv"), text);
    ParquetFiles.writeBeside(folder);
    byte[] first = Files.readAllBytes(folder.resolve("t.parquet"));
    ParquetFiles.writeBeside(folder);
    assertThat(Files.readAllBytes(folder.resolve("t.parquet"))).isEqualTo(first);
  }
}
