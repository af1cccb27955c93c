using Zzz.Testing.Cluster.Conformance;

namespace Zzz;

/// <summary>The tests that each <see cref="IBackplane"/> must pass, for any test framework.</summary>
/// <example>
/// With xUnit:
/// <code>
/// public static TheoryData&lt;string> Names => [.. BackplaneConformance.Cases(interrupts: false).Select(one => one.Name)];
///
/// [Theory, MemberData(nameof(Names))]
/// public Task It_is_a_backplane(string name) =>
///     BackplaneConformance.Cases().Single(one => one.Name == name).RunAsync(new BackplaneUnderTest(() => new(new MyBackplane(_address))));
/// </code>
/// </example>
public static class BackplaneConformance
{
    private static readonly BackplaneCase[] All =
        [.. DeliveryCases.All, .. SubscriptionCases.All, .. HostCases.All, .. LifetimeCases.All, .. AppendCases.All, .. EpochCases.All, .. ReadCases.All];

    /// <summary>Returns the cases for a backplane.</summary>
    /// <param name="log">Whether the backplane is an <see cref="IBackplaneLog"/> too.</param>
    /// <param name="interrupts">Whether the tests can break a connection, with <see cref="BackplaneUnderTest.Interrupt"/>.</param>
    /// <returns>The cases. Their order does not matter.</returns>
    public static IReadOnlyList<BackplaneCase> Cases(bool log = true, bool interrupts = true) =>
        [.. All.Where(one => (log || !one.NeedsLog) && (interrupts || !one.NeedsInterrupt))];
}
