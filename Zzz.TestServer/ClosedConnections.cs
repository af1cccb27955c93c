using System.Collections.Concurrent;

namespace Zzz.TestServer;

/// <summary>Keeps the arguments of <c>OnClose</c> under an id that the client chose. A reader that asks too early waits.</summary>
public sealed class ClosedConnections
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _outcomes = new();

    public void Add(string? id, WsCloseCode code, string reason)
    {
        if (id is not null) Outcome(id).SetResult($"{(int)code} {reason}".TrimEnd());
    }

    /// <summary>Returns "code reason", or 504 if the connection is still open after 30 seconds.</summary>
    public async Task<IResult> WaitAsync(string id)
    {
        try
        {
            return Results.Text(await Outcome(id).Task.WaitAsync(TimeSpan.FromSeconds(30)));
        }
        catch (TimeoutException)
        {
            return Results.StatusCode(StatusCodes.Status504GatewayTimeout);
        }
    }

    private TaskCompletionSource<string> Outcome(string id) =>
        _outcomes.GetOrAdd(id, static _ => new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
}
