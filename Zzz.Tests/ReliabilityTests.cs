using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Zzz.Tests;

/// <summary>Checks that each promise in <c>docs/reliability.md</c> names an existing test.</summary>
public sealed partial class ReliabilityTests
{
    [Fact]
    public void Every_test_that_the_fault_table_names_exists() =>
        Assert.Empty(Rows.SelectMany(row => TestName().Matches(row)).Select(name => name.Groups[1].Value).Except(Tests));

    [Fact]
    public void Every_row_of_the_fault_table_names_a_test() =>
        Assert.DoesNotContain(Rows, row => !TestName().IsMatch(row) && !NodeTest().IsMatch(row) && !row.StartsWith("| fault |", StringComparison.Ordinal) && !row.StartsWith("|---", StringComparison.Ordinal));

    [Fact]
    public void Every_test_of_Node_that_the_fault_table_names_exists()
    {
        Match[] named = [.. Rows.SelectMany(row => NodeTest().Matches(row))];
        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, test => !File.ReadAllText(Path.Combine(Repository.Root, "e2e", test.Groups[1].Value)).Contains($"\"{test.Groups[2].Value}\""));
    }

    private static IEnumerable<string> Rows =>
        File.ReadLines(Path.Combine(Repository.Root, "docs", "reliability.md")).Where(line => line.StartsWith('|'));

    private static IEnumerable<string> Tests => typeof(ReliabilityTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods().Where(IsTest).Select(method => $"{type.Name}.{method.Name}"));

    private static bool IsTest(MethodInfo method) => method.GetCustomAttributes().OfType<FactAttribute>().Any();

    [GeneratedRegex("`([A-Za-z0-9]+Tests\\.\\w+)`")]
    private static partial Regex TestName();

    [GeneratedRegex("`([a-z-]+\\.test\\.mjs)`: ([^|]+) \\|")]
    private static partial Regex NodeTest();
}
