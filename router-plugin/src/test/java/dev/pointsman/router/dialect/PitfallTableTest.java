package dev.pointsman.router.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The fifty known pitfalls between dialects, and the tests, wherever they are, that show how each is met. A test that carries a
 * row's number in its name stands here too.
 */
class PitfallTableTest {

    private static final int ROWS = 50;

    private static final String TABLE = """
             1 instructions in the middle:
               WirePitfallsTest.row01ASystemMessageInTheMiddleKeepsItsPlace
             2 several instructions:
               ResponsesPitfallsTest.row02InstructionsBecomeTheSystemPrompt
               WirePitfallsTest.row02LeadingInstructionsBecomeSystemBlocksWithTheirCacheMarks
             3 empty texts, alternation, prefill:
               WirePitfallsTest.row03AnAnswerToBeContinuedEndsWithoutWhiteSpaceAndIsNoContinuationInChat
               WirePitfallsTest.row03EmptyTextsGoAndRolesAlternate
             4 members of messages:
               WirePitfallsTest.row04NameRefusalAndAudioOfAMessageAreListed
             5 tool results of one turn:
               ResponsesPitfallsTest.row05CallsOfOneTurnStandInOneMessageBeforeTheirResults
               WirePitfallsTest.row05AllToolResultsOfOneTurnGoIntoOneUserMessage
               WirePitfallsTest.row05ToolResultsAreSplitAndTheirImagesFollowInTheUsersMessage
             6 ids of tool calls:
               GeminiPitfallsTest.row06ResultsAreTiedToTheirCallsByNameAndOrder
               OllamaPitfallsTest.row06CallsWithoutAnIdGetOneThatTheirResultsShare
               ResponsesPitfallsTest.row06IdsLongerThanResponsesTakeAreShortenedTheSameInCallAndResult
               WirePitfallsTest.row06MistralGetsNineLettersAndDigitsTheSameInCallAndResult
               WirePitfallsTest.row06ToolIdsFitTheTargetAndComeBack
             7 arguments of tools:
               OllamaPitfallsTest.row07ArgumentsAreAnObjectInHistory
               WirePitfallsTest.row07ArgumentsKeepTheirNumbersAndOrder
               WirePitfallsTest.row07EmptyArgumentsAreAnEmptyObjectAndBrokenOnesAreListed
             8 a whole call in one chunk:
               GeminiPitfallsTest.row08And11ACallInOneChunkIsWholeForAStreamingClientAndEndsAsACall
               StreamPitfallsTest.row08AWholeToolCallInOneChunkIsStartedWrittenAndStopped
               StreamPitfallsTest.row08TheInputOfABlocksStartIsNotLost
             9 arguments only at the end:
               ResponsesPitfallsTest.row09ArgumentsThatComeOnlyWholeAreTakenOnce
            10 parallel calls:
               StreamPitfallsTest.row10CallsThatAllHaveIndexZeroAreToldApart
               StreamPitfallsTest.row10CallsWithoutAnIndexAreToldApart
               StreamPitfallsTest.row10PiecesOfTwoCallsMixedUpBecomeTwoBlocksOneAfterTheOther
               StreamPitfallsTest.row10TextAndToolCallInOneChunkAreBothWrittenTextFirst
            11 stop after a call:
               GeminiPitfallsTest.row08And11ACallInOneChunkIsWholeForAStreamingClientAndEndsAsACall
               OllamaPitfallsTest.row11AStopAfterAToolCallBecomesTheToolReason
               StreamPitfallsTest.row11AStopAfterToolCallsBecomesToolUseAndALimitStaysALimit
            12 tool choice:
               ConversePitfallsTest.toolsThatMayNotBeCalledAreNotOffered
               MorePitfallsTest.row12AChoiceAmongSomeToolsIsListed
               MorePitfallsTest.row12GeminiIsToldWhetherToCallByItsOwnWords
               MorePitfallsTest.row12TheToolThatMustBeCalledIsGeminisOnlyAllowedName
               MorePitfallsTest.row12OneAllowedNameOfGeminiIsTheToolThatMustBeCalled
               WirePitfallsTest.row12ReasoningGivesWayToAForcedTool
               WirePitfallsTest.row12ToolChoiceAndParallelCallsAreMapped
            13 vendors' own tools:
               ResponsesPitfallsTest.row13AToolOfTheVendorIsRefusedByName
               WirePitfallsTest.row13AVendorsOwnToolBesideFunctionsIsLeftOutAndListed
               WirePitfallsTest.row13AVendorsOwnToolIsRefusedByName
            14 schemas:
               GeminiPitfallsTest.row14AModelThatRefusesFullSchemasGetsTheSubsetWithReferencesWrittenOut
               ResponsesPitfallsTest.row14AbsentStrictnessStaysWhatItMeantElsewhere
               WirePitfallsTest.row14ASchemaThatOpenAiWouldRefuseIsSentWithoutStrict
            15 errors of tools:
               WirePitfallsTest.row15AnErrorMarkOfAToolResultIsListed
            16 thinking comes back:
               WirePitfallsTest.row16ReasoningComesBackSignedToItsIssuerAlone
            17 sealed thinking:
               ConverseStreamTest.aSignatureGoesBackToItsIssuerAndToNobodyElse
               StreamPitfallsTest.row17AThinkingBlockEndsWithItsSignatureMarkedWithItsIssuer
               WirePitfallsTest.row17RedactedThinkingTravelsSealed
            18 signatures of calls:
               GeminiPitfallsTest.row18ACallsSignatureComesBackToItsCallThroughAnotherDialectAndGoesToNobodyElse
               StreamPitfallsTest.row18ASignatureOnAStreamedCallIsNotLost
               WirePitfallsTest.row18ASignatureOnACallComesBackToTheCallThroughAnAnthropicClient
            19 reasoning_content comes back:
               MorePitfallsTest.row19ThinkingThatIsSwitchedOffGoesWithNoEffort
               WirePitfallsTest.row19ReasoningOfAChatVendorComesBackToItThroughAnAnthropicClient
            20 encrypted reasoning:
               ResponsesPitfallsTest.row20EncryptedReasoningGoesBackToItsIssuerAndIsNeverShownAsText
            21 names of reasoning:
               StreamPitfallsTest.row21EveryVendorsNameForReasoningBecomesAThinkingBlock
               StreamPitfallsTest.row21ReasoningNobodyAskedForIsNotShownAndNotContent
               WirePitfallsTest.row21ASignatureOfAnUnknownIssuerGoesNowhere
            22 efforts and budgets:
               GeminiPitfallsTest.row22EffortIsABudgetForOneGenerationAndALevelForTheNext
               WirePitfallsTest.row22EffortAndBudgetAreMappedWithinTheirLimits
            23 output limits:
               WirePitfallsTest.row23AModelsNameForTheLimitIsUsed
               WirePitfallsTest.row23AnthropicAlwaysGetsALimit
            24 sampling:
               WirePitfallsTest.row24TemperatureEndsAtOneAndIsNotSetBesideThinking
            25 stop texts:
               MorePitfallsTest.row25GeminiGetsFiveStopTexts
               WirePitfallsTest.row25StopTextsBecomeAListWithoutWhiteSpaceAlone
            26 settings of few:
               WirePitfallsTest.row26SettingsWithoutCounterpartAreListedUnlessTheyAskForWhatHappensAnyway
            27 reply formats:
               WirePitfallsTest.row27AJsonSchemaIsCarriedAndPlainJsonModeIsListed
            28 users, tiers, stored state:
               ResponsesPitfallsTest.row28StateThatLiesAtTheVendorIsRefused
               WirePitfallsTest.row28UserAndServiceTierAreMappedAndStoredStateIsListed
            29 images and documents:
               MorePitfallsTest.row29AnAddressOfAnImageGoesToGeminiAsItIs
               OllamaPitfallsTest.row29OnlyBytesOfImagesAreSent
               WirePitfallsTest.row29ImagesAndDocumentsAreCarriedAndUploadedFilesAreListed
            30 cache marks:
               ConversePitfallsTest.cacheMarksBecomeBlocksOfTheirOwnWhereTheModelCaches
               WirePitfallsTest.row30CacheMarksTowardsChatAreListed
            31 cached input:
               ResponsesPitfallsTest.row31And32CachedTokensOfAResponseAreReadWhereResponsesHasThem
               WirePitfallsTest.row31CachedTokensAreInsideOrOutsideTheInput
            32 Responses' cached tokens:
               ResponsesPitfallsTest.row31And32CachedTokensOfAResponseAreReadWhereResponsesHasThem
               ResponsesPitfallsTest.row32CachedTokensStandWhereAResponsesClientLooksForThem
            33 thoughts and tools in usage:
               GeminiPitfallsTest.row33And34TheLastCountHoldsAndOutputIncludesTheThoughts
               MorePitfallsTest.row33WhatGeminisToolsReadIsInput
            34 usage in streams:
               GeminiPitfallsTest.row33And34TheLastCountHoldsAndOutputIncludesTheThoughts
               StreamPitfallsTest.row34UsageOnEveryChunkIsCumulative
            35 usage at start and end:
               MorePitfallsTest.row35InputThatIsKnownOnlyAtTheEndIsToldAtTheEnd
               StreamPitfallsTest.row35UsageOfTheStartIsMergedWithTheEnd
            36 asking for usage:
               MorePitfallsTest.row36GeminiIsNotToldOfStreamOptions
               StreamPitfallsTest.row36UsageIsAskedOfTheVendorAndShownOnlyToAClientThatAsked
            37 finish reasons:
               ConversePitfallsTest.anAnswersEndIsToldInTheClientsWord
               MorePitfallsTest.row37GeminisReasonsAreMappedAndAnUnknownOneIsNoProperEnd
               WirePitfallsTest.row37RefusalsAndLimitsAreMappedAndUnknownReasonsStayWhatTheyAre
            38 answers without content:
               GeminiPitfallsTest.row38ACandidateWithoutPartsOrABlockedPromptIsAnAnswerAndAMalformedCallIsNone
               ResponsesPitfallsTest.row38AnIncompleteResponseTellsWhy
            39 order of blocks:
               StreamPitfallsTest.row39TheFirstTextAfterThinkingIsNotLost
            40 Responses' events:
               ResponsesPitfallsTest.row40EveryItemIsAddedAndDoneWithTheIdsOfTheCompletedResponse
            41 pings, comments, odd chunks:
               MorePitfallsTest.row41MembersThatAreNobodysBusinessDoNoHarm
               SseReaderTest.endsLinesAtEachKindOfLineEnd
               SseReaderTest.joinsDataLinesAndTakesTheEventName
               SseReaderTest.leavesOutCommentsAndFieldsItDoesNotKnow
               StreamPitfallsTest.row41PingsAndAChunkWithoutChoicesAreNoContent
            42 marks of the end:
               OtherFramingTest.ndjsonGivesAFramePerLineAndLeavesOutBlankOnes
               StreamPitfallsTest.row42OnlyChatEndsWithDone
            43 errors within streams:
               ChatInterruptedIT.theClientSeesAnErrorAndNoTruncatedSuccess
               ConverseStreamTest.anExceptionInTheMiddleIsNoEnd
               InBandErrorTest.knowsEveryVendorsWayOfSayingIt
               ResponsesPitfallsTest.row43AFailedResponseIsAFailure
               StreamPitfallsTest.row43AnErrorInsideAStreamIsAFailure
               WirePitfallsTest.row43AnErrorInThePlaceOfAnAnswerIsAFailure
            44 streams that are cut:
               AttemptLoopTest.silenceAfterAFinishReasonAndUsageIsTheEndSoonAfter
               HttpModelResponseTest.anEndWithoutEitherIsAFailureThatStays
               OllamaPitfallsTest.row44AStreamThatNeverSaysDoneIsCut
               StreamPitfallsTest.row44AnEndWithoutAFinishReasonIsNeverAProperEnd
               StreamPitfallsTest.row44AnthropicsStreamCutAfterItsFinishReasonIsCut
            45 clients that leave:
               AttemptLoopTest.aCutAfterTheContentIsInterruptedAndNeverACleanEnd
               CancelIT.row45LeavingAStreamAfterItsFirstTokenClosesTheVendorsConnection
               CancelIT.row45LeavingBeforeTheVendorAnsweredClosesItsConnection
            46 shapes of errors:
               FailureTableTest.row46ErrorsInsideAnAnswerAreToldInEveryShape
               FailureTableTest.saysTheSameInEachDialect
            47 what an error means:
               FailureTableTest.row47FailuresAreToldByStatusAndWords
               FailureTableTest.usesTheWordsThatMakeClientsCompact
            48 waits and limits:
               HeadersTest.row48AnthropicWritesTimes
               HeadersTest.row48GooglesDelayIsReadFromTheBody
               HeadersTest.row48NothingIsToldWhereNothingWasSaid
               HeadersTest.row48OpenAiWritesDurations
               HeadersTest.row48RetryAfterIsReadInEveryForm
               LimitsAtTheDoorTest.openAiClientsAreToldInTheirHeaders
            49 headers of one vendor:
               AnthropicHeadersTest.row49WhoSendsBetasUsesTheBetaDoor
               KeysAtTheDoorTest.takesTheKeyWhereTheDialectHasIt
               OpenAiCompatibleRequestTest.row49HeadersOfAnthropicsProtocolStayWithAnthropic
            50 unknown members:
               WirePitfallsTest.row50UnknownMembersAreListedWithTheirPath
            """;

    private static final Pattern ROW = Pattern.compile("(\\d+) .*:");
    private static final Pattern TEST = Pattern.compile("void (\\w+)\\(");
    private static final Pattern NUMBERED = Pattern.compile("row\\d\\d.*");

    @Test
    void everyRowHasItsTests() {
        Map<Integer, List<String>> table = table();

        assertThat(table.keySet())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, ROWS).boxed().toList());
        assertThat(table.values()).noneMatch(List::isEmpty);
    }

    @Test
    void everyTestOfTheTableExists() {
        assertThat(tests())
                .containsAll(table().values().stream().flatMap(List::stream).toList());
    }

    @Test
    void everyTestWithARowsNumberStandsInTheTable() {
        Set<String> named = new TreeSet<>();
        table().values().forEach(named::addAll);

        assertThat(tests())
                .filteredOn(test ->
                        NUMBERED.matcher(test.substring(test.indexOf('.') + 1)).matches())
                .isNotEmpty()
                .isSubsetOf(named);
    }

    private static Map<Integer, List<String>> table() {
        Map<Integer, List<String>> table = new TreeMap<>();
        List<String> row = new ArrayList<>();
        for (String line : TABLE.lines().map(String::strip).toList()) {
            Matcher begins = ROW.matcher(line);
            if (begins.matches()) {
                row = table.computeIfAbsent(Integer.valueOf(begins.group(1)), number -> new ArrayList<>());
            } else {
                row.add(line);
            }
        }
        return table;
    }

    /** Every method without a result in the tests of every module, as {@code Class.method}. */
    private static Set<String> tests() {
        Set<String> tests = new TreeSet<>();
        try {
            Files.walkFileTree(root(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    String name = folder.getFileName().toString();
                    boolean foreign = name.equals("target") || name.startsWith(".");
                    return foreign ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (isTest(file)) {
                        String name = file.getFileName().toString().replace(".java", "");
                        TEST.matcher(text(file)).results().forEach(found -> tests.add(name + "." + found.group(1)));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tests;
    }

    private static boolean isTest(Path file) {
        String path = file.toString();
        return path.endsWith(".java") && path.contains("/src/test/java/");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
