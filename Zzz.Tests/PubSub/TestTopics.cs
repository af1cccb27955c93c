using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Zzz.Json;
using Zzz.PubSub;
using Zzz.Tests.Cluster;

namespace Zzz.Tests.PubSub;

/// <summary>Topics without an app around them.</summary>
internal static class TestTopics
{
    public static Topics New(IBackplane? backplane = null, ILogger<Topics>? logger = null) => new(
        new AppJson(new JsonSerializerOptions(JsonSerializerDefaults.Web)), TestNodes.New(backplane), logger ?? NullLogger<Topics>.Instance);
}
