using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Zzz.Connection;
using Zzz.Connection.Timing;
using Zzz.Json;
using Zzz.Tests.PubSub;

namespace Zzz.Tests.Connection;

/// <summary>The route for connections that were not mapped.</summary>
internal static class TestRoute
{
    public static ConnectionRoute New(TimeProvider time, ITopics? topics = null, WsOptions? options = null) => new()
    {
        Options = options ?? new WsOptions(),
        Json = new WsJson(new JsonSerializerOptions(), []),
        Topics = topics ?? TestTopics.New(),
        Wheel = new TimerWheel(time),
        Time = time,
        Logger = NullLogger.Instance,
    };
}
