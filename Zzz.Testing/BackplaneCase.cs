using Zzz.Testing.Cluster.Conformance;

namespace Zzz;

/// <summary>
/// One of the tests that each <see cref="IBackplane"/> must pass. It uses topics of its own, so that cases can run at the same time, and again, on one
/// broker.
/// </summary>
public sealed class BackplaneCase
{
    private readonly Func<CaseRun, Task> _body;

    internal BackplaneCase(string name, Func<CaseRun, Task> body) => (Name, _body) = (name, body);

    /// <summary>The promise that the case checks, as a sentence. No two cases have the same name.</summary>
    public string Name { get; }

    /// <summary>Whether the case checks an <see cref="IBackplaneLog"/>.</summary>
    public bool NeedsLog { get; internal init; }

    /// <summary>Whether the case needs <see cref="BackplaneUnderTest.Interrupt"/>.</summary>
    public bool NeedsInterrupt { get; internal init; }

    /// <summary>Runs the case on nodes of its own, which it stops in the end. Nodes that are disposable are disposed of too.</summary>
    /// <param name="backplane">The backplane.</param>
    /// <returns>A task that completes when the backplane has passed.</returns>
    /// <exception cref="WsTestException">
    /// The backplane has failed. The message names what was expected, what happened, and the sentence of the contract that this breaks.
    /// </exception>
    public async Task RunAsync(BackplaneUnderTest backplane)
    {
        ArgumentNullException.ThrowIfNull(backplane);
        if (NeedsInterrupt && backplane.Interrupt is null)
            throw new WsTestException($"\"{Name}\" needs BackplaneUnderTest.Interrupt. Set it, or leave the case out with Cases(interrupts: false).");
        var run = new CaseRun(this, backplane);
        try
        {
            await _body(run);
        }
        catch (Exception e) when (run.Breach is { } breach)
        {
            await run.AbandonAsync();
            throw new WsTestException(breach.Message, e);
        }
        catch
        {
            await run.AbandonAsync();
            throw;
        }

        await run.FinishAsync();
    }

    /// <summary>Returns the name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;
}
