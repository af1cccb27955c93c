using System.Diagnostics.CodeAnalysis;

namespace Zzz.Bench.Servers.Zzz;

[Channel("room:*")]
public sealed class EventChannel
{
    [On("echo")]
    [SuppressMessage("Performance", "CA1822", Justification = "A channel's handlers are methods of its instances.")]
    public ChatMessage Echo(ChatMessage payload) => payload;
}
