using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Conformance;

/// <summary>
/// Runs every case against the echo controller, over a socket, and checks what comes back, the close code, and that the server ends with a FIN.
/// </summary>
public sealed class OnTheWireTests(OnTheWireTests.Server server) : IClassFixture<OnTheWireTests.Server>
{
    public static TheoryData<string, string> Cases => ConformanceCases.Rows(_ => true);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Case(string id, string what)
    {
        Script script = ConformanceCases.Script(id);
        using RawPeer peer = await RawPeer.OpenAsync(server.App.Port, "/echo");
        Task sending = SendAsync(peer, script);

        foreach (Outcome expected in script.Outcomes.Where(outcome => outcome.Answer is not null))
        {
            ServerFrame answer = await peer.ReadFrameAsync();
            Assert.Equal((what, expected.Answer), (what, answer.First));
            if (expected.IsEnd) Assert.Equal((what, expected.Code), (what, answer.CloseCode));
            else Assert.True(expected.Payload.AsSpan().SequenceEqual(answer.Payload), $"{what}: the payload came back changed.");
        }

        await sending;
        if (script.Outcomes[^1].Kind == OutcomeKind.Fault) peer.FinishSending(); // otherwise the server closes first
        Assert.Empty(await peer.ReadToEndAsync());
    }

    private static async Task SendAsync(RawPeer peer, Script script)
    {
        foreach (byte[] write in script.Writes) await peer.SendAsync(write);
    }

    public sealed class Server : IAsyncLifetime
    {
        internal TestApp App { get; private set; } = null!;

        public async ValueTask InitializeAsync() => App = await TestApp.StartAsync(options =>
        {
            options.MaxMessageSize = 16 * 1024 * 1024;
            options.KeepAliveInterval = Timeout.InfiniteTimeSpan; // no pings between the frames that a case expects
        });

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
