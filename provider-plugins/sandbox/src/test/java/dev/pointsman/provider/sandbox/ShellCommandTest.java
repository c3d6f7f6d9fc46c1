package dev.pointsman.provider.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellCommandTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Run echo hello | echo hello",
                "run: echo hello | echo hello",
                "Use the exec tool to run: echo hello-from-tool | echo hello-from-tool",
                "Please run `ls -la` for me | ls -la",
                "run the command: uname -a | uname -a",
                "\"Use the bash tool to run: echo hello\" | echo hello",
                "run: echo \"hello\" | echo \"hello\""
            })
    void findsTheCommandInWhatAPersonWrote(String text, String command) {
        assertThat(ShellCommand.in(text)).hasValue(command);
    }
}
