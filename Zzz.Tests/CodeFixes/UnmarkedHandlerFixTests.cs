using Xunit;
using Zzz.CodeFixes;

namespace Zzz.Tests.CodeFixes;

public class UnmarkedHandlerFixTests
{
    [Fact]
    public Task The_method_gets_the_event_that_it_is_named_after() => Fixing.Turns(
        new UnmarkedHandlerFix(),
        Channel("    public void NewMessage(ChannelSocket socket) => socket.Close();"),
        Channel("    [On(\"new_message\")]\n    public void NewMessage(ChannelSocket socket) => socket.Close();"));

    [Fact]
    public Task All_are_fixed_at_once() => Fixing.TurnsAll(
        new UnmarkedHandlerFix(),
        [
            (
                Channel("    // Adds.\n    public void AddAsync(ReplyTo reply) => reply.Ok();\n\n    [Obsolete]\n    public static void Stop(ChannelSocket socket) => socket.Close();"),
                Channel("    // Adds.\n    [On(\"add\")]\n    public void AddAsync(ReplyTo reply) => reply.Ok();\n\n    [Obsolete]\n    [On(\"stop\")]\n    public static void Stop(ChannelSocket socket) => socket.Close();")),
        ]);

    private static string Channel(string members) =>
        $$"""
        [Channel("room:*")]
        public class Room
        {
        {{members}}
        }

        [ChannelRoute("/socket", typeof(Room))]
        public class Socket;
        """;
}
