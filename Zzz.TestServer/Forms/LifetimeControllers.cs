namespace Zzz.TestServer.Forms;

/// <summary>Controllers that count messages: those of one connection, or those of all connections.</summary>
public static class LifetimeControllers
{
    [WsRoute("/forms/lifetime/connection")]
    public sealed class Connection
    {
        private int _count;

        public string OnMessage(string text) => $"{text} {++_count}";
    }

    [WsRoute("/forms/lifetime/singleton/{name}", Lifetime = WsLifetime.Singleton)]
    public sealed class Singleton
    {
        private int _count;

        public string OnMessage(string text, string name) => $"{name} {text} {Interlocked.Increment(ref _count)}";
    }
}
