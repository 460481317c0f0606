package sdde.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sdde.config.UserError;

class OneQueryTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "  SELECT 1 ; ",
                "-- of all runs; really\nselect count(*) from run;",
                "/* a; b */ with x as (select 1) select * from x",
                "(select 1) union (select 2)",
                "select * from run where reason like '%;%' -- done; here",
                "select 'it''s; fine' as \"a;b\"",
                "values (1), (2)",
                "explain select 1",
                "show tables"
            })
    void aQueryIsRun(String sql) {
        assertThat(OneQuery.of(sql)).isEqualTo(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "set password 'x'",
                "alter user reader set password 'x'",
                "/* select */ delete from run",
                "-- select\ndrop table run",
                "call file_write('a', 'b')",
                "commit",
                "create local temporary table t(a int)"
            })
    void nothingElseIs(String sql) {
        assertThatThrownBy(() -> OneQuery.of(sql))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(
                        "sql: read-only without --write: expected a query that begins with select, with, ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1; drop table run",
                "select 1;select 2",
                "select $$'$$; delete from run; select $$'$$",
                "select E'\\''; delete from run; --'",
                "select '' ; commit; delete from run where title <> ''"
            })
    void aSecondStatementIsRefused(String sql) {
        assertThatThrownBy(() -> OneQuery.of(sql))
                .isInstanceOf(UserError.class)
                .hasMessage("sql: read-only without --write: expected one statement, got ';' inside it");
    }

    @Test
    void aChangeNamesItself() {
        assertThatThrownBy(() -> OneQuery.of("Delete from run")).hasMessageEndingWith("show, got 'delete'");
    }
}
