using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Zzz.Cluster;
using Zzz.Json;
using Zzz.PubSub;

namespace Zzz.Tests.PubSub;

/// <summary>Topics without an app around them.</summary>
internal static class TestTopics
{
    public static Topics New(INodeChannels? backplane = null, ILogger<Topics>? logger = null) => new(
        new AppJson(new JsonSerializerOptions(JsonSerializerDefaults.Web)),
        backplane ?? new LocalBackplane(),
        TimeProvider.System,
        logger ?? NullLogger<Topics>.Instance);
}
