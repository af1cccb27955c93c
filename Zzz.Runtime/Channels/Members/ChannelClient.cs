using Microsoft.Extensions.Logging;
using Zzz.Channels.Sending;
using Zzz.Connection;

namespace Zzz.Channels.Members;

/// <summary>The parts of a client's connection that the client's memberships of all topics share.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Writer">Writes to the client.</param>
/// <param name="Services">Returns the services of the connection, from a scope that the first call creates.</param>
/// <param name="Turn">Lets one handler run at a time.</param>
/// <param name="Joined">The topics that the client has joined.</param>
/// <param name="Hub">Delivers broadcasts.</param>
/// <param name="Logger">The logger for channels.</param>
internal sealed record ChannelClient(
    ServerConnection Connection,
    ChannelWriter Writer,
    Func<IServiceProvider> Services,
    Turn Turn,
    JoinedTopics Joined,
    ChannelHub Hub,
    ILogger Logger);
