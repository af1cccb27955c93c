using System.Text.RegularExpressions;
using Xunit;
using Zzz.Testing.Cluster.Conformance;

namespace Zzz.Tests.Cluster;

/// <summary>Runs the conformance cases on the broker in memory, and compares what they quote with the documentation.</summary>
public sealed partial class BackplaneConformanceTests
{
    private readonly WsTestBackplane _backplane = new();

    public static TheoryData<string> Names => [.. BackplaneConformance.Cases().Select(one => one.Name)];

    public static TheoryData<string> PlainNames => [.. BackplaneConformance.Cases(log: false, interrupts: false).Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task The_broker_in_memory_passes(string name) => Named(name).RunAsync(new BackplaneUnderTest(NewNode) { Interrupt = InterruptAsync });

    [Theory]
    [MemberData(nameof(PlainNames))]
    public Task It_passes_without_a_log_and_a_count(string name)
    {
        var plain = new WsTestBackplane { HasLog = false, CountsNodes = false };
        return Named(name).RunAsync(new BackplaneUnderTest(() => new(plain.NewNode())) { Messages = 1000, Topics = 100 });
    }

    [Fact]
    public Task All_cases_can_run_at_the_same_time_on_one_broker() => Task.WhenAll(BackplaneConformance.Cases().Select(one =>
        one.RunAsync(new BackplaneUnderTest(NewNode) { Interrupt = InterruptAsync, Messages = 1000, Topics = 100 })));

    [Fact]
    public void Names_are_different() =>
        Assert.Equal(BackplaneConformance.Cases().Count, BackplaneConformance.Cases().Select(one => one.Name).Distinct().Count());

    [Fact]
    public async Task A_case_that_cannot_run_says_what_is_missing()
    {
        BackplaneCase log = BackplaneConformance.Cases().First(one => one.NeedsLog), hook = BackplaneConformance.Cases().First(one => one.NeedsInterrupt);
        var plain = new WsTestBackplane { HasLog = false };
        WsTestException failure = await Assert.ThrowsAsync<WsTestException>(() => log.RunAsync(new BackplaneUnderTest(() => new(plain.NewNode()))));
        Assert.Contains("Cases(log: false)", failure.Message, StringComparison.Ordinal);
        failure = await Assert.ThrowsAsync<WsTestException>(() => hook.RunAsync(new BackplaneUnderTest(NewNode)));
        Assert.Contains("Cases(interrupts: false)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_contract_is_quoted_word_by_word()
    {
        string folder = Path.Combine(Repository.Root, "Zzz.Abstractions", "Backplane");
        string documentation = Words(string.Join('\n', Directory.GetFiles(folder, "*.cs").Select(File.ReadAllText)));
        Rule[] rules = [.. typeof(Contract).GetFields().Select(field => (Rule)field.GetValue(null)!)];
        Assert.NotEmpty(rules);
        Assert.All(rules, rule => Assert.Contains(rule.Sentence, documentation, StringComparison.Ordinal));
    }

    private static BackplaneCase Named(string name) => BackplaneConformance.Cases().Single(one => one.Name == name);

    /// <summary>Returns documentation without markup and line breaks.</summary>
    private static string Words(string source) =>
        Space().Replace(Reference().Replace(source.Replace("///", "", StringComparison.Ordinal), "${name}"), " ");

    private ValueTask<IBackplane> NewNode() => new(_backplane.NewNode());

    private Task InterruptAsync(IBackplane node)
    {
        _backplane.Cut(node);
        _backplane.Heal(node);
        return Task.CompletedTask;
    }

    [GeneratedRegex("""<(see cref|see langword|paramref name)="(?<name>[^"]+)"/>""")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
