using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Xunit;
using Zzz.Generators;

namespace Zzz.Tests.Generators;

public class IncrementalityTests
{
    private static readonly CSharpCompilation Project =
        UserProject.Of(Everything.First(), Everything.Second(), Everything.Unrelated, Everything.Channels());

    [Theory]
    [InlineData(3, "class Unrelated { }", "class Unrelated { int _edited; }")]
    [InlineData(1, """ws.Send("hello");""", """ws.Send("good morning");""")]
    [InlineData(1, "namespace Chat", "\n\n\nnamespace Chat")]
    [InlineData(4, """reply.Error("no");""", """reply.Error("not today");""")]
    [InlineData(4, "namespace Chat", "\n\n\nnamespace Chat")]
    public void An_edit_that_changes_no_signature_leaves_every_step_cached(int file, string before, string after)
    {
        GeneratorRunResult result = RunAfter(Edit(file, before, after));

        Assert.All(TrackingNames.All, name => Assert.All(ReasonsOf(result.TrackedSteps[name]), AssertNotRun));
        Assert.All(OutputReasons(result), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void An_edit_of_a_handler_writes_one_session_anew()
    {
        GeneratorRunResult result = RunAfter(Edit(1, "ValueTask OnClose(string reason, WsCloseCode code,", "ValueTask OnClose("));

        Assert.Single(ReasonsOf(result.TrackedSteps[TrackingNames.Sessions]), IncrementalStepRunReason.Modified);
        Assert.All(ReasonsOf(result.TrackedSteps[TrackingNames.Routes]), AssertNotRun);
        Assert.Single(OutputReasons(result), IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void An_edit_of_a_pattern_writes_only_the_endpoints_anew()
    {
        GeneratorRunResult result = RunAfter(Edit(2, "/ws/:room/second", "/ws/:room/2nd"));

        Assert.All(ReasonsOf(result.TrackedSteps[TrackingNames.Sessions]), AssertNotRun);
        Assert.Single(ReasonsOf(result.TrackedSteps[TrackingNames.Routes]), IncrementalStepRunReason.Modified);
        Assert.Single(OutputReasons(result), IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void An_edit_of_a_value_writes_one_session_anew()
    {
        GeneratorRunResult result = RunAfter(Edit(1, "int page = 1", "int page = 2"));

        Assert.Single(ReasonsOf(result.TrackedSteps[TrackingNames.Sessions]), IncrementalStepRunReason.Modified);
        Assert.Single(OutputReasons(result), IncrementalStepRunReason.Modified);
    }

    [Theory]
    [InlineData("int id, Move? payload", "Move? payload")]
    [InlineData("""[On("move"), On("jump")""", """[On("jump")""")]
    [InlineData("\"room:{id:int}\"", "\"room:{id:int}:*\"")]
    [InlineData("Authorize(\"players\")", "Authorize(\"winners\")")]
    public void An_edit_of_a_channel_writes_one_instance_anew(string before, string after)
    {
        GeneratorRunResult result = RunAfter(Edit(4, before, after));

        Assert.Single(ReasonsOf(result.TrackedSteps[TrackingNames.Channels]), IncrementalStepRunReason.Modified);
        Assert.All(ReasonsOf(result.TrackedSteps[TrackingNames.Sessions]), AssertNotRun);
        Assert.All(ReasonsOf(result.TrackedSteps[TrackingNames.Routes]), AssertNotRun);
        Assert.Single(OutputReasons(result), IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void An_edit_of_a_list_of_channels_writes_only_the_endpoints_anew()
    {
        GeneratorRunResult result = RunAfter(Edit(4, "typeof(RoomChannel), typeof(LobbyChannel)", "typeof(LobbyChannel), typeof(RoomChannel)"));

        Assert.All(ReasonsOf(result.TrackedSteps[TrackingNames.Channels]), AssertNotRun);
        Assert.All(ReasonsOf(result.TrackedSteps[TrackingNames.Sessions]), AssertNotRun);
        Assert.Single(ReasonsOf(result.TrackedSteps[TrackingNames.Routes]), IncrementalStepRunReason.Modified);
        Assert.Single(OutputReasons(result), IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void A_type_more_in_a_context_for_JSON_writes_nothing_anew()
    {
        GeneratorRunResult result = RunAfter(Edit(1, "[JsonSerializable(typeof(Move))]", "[JsonSerializable(typeof(Move))] [JsonSerializable(typeof(int))]"));

        Assert.All(OutputReasons(result), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void Another_name_of_a_context_for_JSON_writes_only_the_endpoints_anew()
    {
        GeneratorRunResult result = RunAfter(Edit(1, "class ChatJson", "class TalkJson"));

        Assert.Single(ReasonsOf(result.TrackedSteps[TrackingNames.JsonContexts]), IncrementalStepRunReason.Modified);
        Assert.Single(OutputReasons(result), IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void An_edit_of_one_of_a_thousand_controllers_writes_one_file_anew()
    {
        CSharpCompilation project = UserProject.Of(
            [.. Enumerable.Range(0, 1000).Select(i => $"[WsRoute(\"/ws/{i}\")] public class C{i} {{ public void OnMessage(string text) {{ }} }}")]);
        SyntaxTree tree = project.SyntaxTrees[500];
        SyntaxTree edited = tree.WithChangedText(SourceText.From(tree.ToString().Replace("string text", "WsMessage message", StringComparison.Ordinal)));

        GeneratorRunResult result = RunAfter(project.ReplaceSyntaxTree(tree, edited), GeneratorRun.Unchecked(project));

        IncrementalStepRunReason[] reasons = OutputReasons(result);
        Assert.True(reasons.Length > 1000);
        Assert.Single(reasons, reason => reason != IncrementalStepRunReason.Cached);
    }

    private static GeneratorRunResult RunAfter(CSharpCompilation edited) =>
        RunAfter(edited, GeneratorRun.Over(Project));

    private static GeneratorRunResult RunAfter(CSharpCompilation edited, GeneratorRun before) =>
        GeneratorRun.Result(before.Driver.RunGenerators(edited));

    private static CSharpCompilation Edit(int file, params string[] replacements)
    {
        SyntaxTree tree = Project.SyntaxTrees[file];
        string text = tree.ToString();
        foreach (string[] pair in replacements.Chunk(2))
        {
            Assert.Contains(pair[0], text, StringComparison.Ordinal);
            text = text.Replace(pair[0], pair[1], StringComparison.Ordinal);
        }

        return Project.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)tree.Options, tree.FilePath));
    }

    private static IncrementalStepRunReason[] ReasonsOf(ImmutableArray<IncrementalGeneratorRunStep> steps)
    {
        IncrementalStepRunReason[] reasons = [.. steps.SelectMany(step => step.Outputs).Select(output => output.Reason)];
        Assert.NotEmpty(reasons);
        return reasons;
    }

    private static IncrementalStepRunReason[] OutputReasons(GeneratorRunResult result) =>
        [.. result.TrackedOutputSteps.Values.SelectMany(steps => ReasonsOf(steps))];

    private static void AssertNotRun(IncrementalStepRunReason reason) =>
        Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, reason.ToString());
}
