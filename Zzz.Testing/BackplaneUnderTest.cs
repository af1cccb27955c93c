namespace Zzz;

/// <summary>A backplane that is checked by the cases of <see cref="BackplaneConformance"/>.</summary>
/// <param name="newNode">Creates a node that has not been started. All nodes must be connected to the same broker.</param>
public sealed class BackplaneUnderTest(Func<ValueTask<IBackplane>> newNode)
{
    /// <summary>Creates a node that has not been started.</summary>
    public Func<ValueTask<IBackplane>> NewNode { get; } = newNode;

    /// <summary>
    /// Breaks the connection of a node, which the backplane is expected to restore on its own. The cases that need this fail without it; leave
    /// them out with <c>Cases(interrupts: false)</c>.
    /// </summary>
    public Func<IBackplane, Task>? Interrupt { get; init; }

    /// <summary>The longest time that a wait may take. Default: 30 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The number of messages that are sent where their order is checked. Default: 20,000.</summary>
    public int Messages { get; init; } = 20_000;

    /// <summary>The number of topics that are subscribed to at the same time. Default: 10,000.</summary>
    public int Topics { get; init; } = 10_000;
}
