using Xunit;
using Zzz.Presence;

namespace Zzz.Tests.Presence;

public class SerialQueuesTests
{
    private readonly LogLines _log = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Work_that_throws_is_logged_and_stops_nothing(bool later)
    {
        var queues = new SerialQueues(_log);
        var goOn = new TaskCompletionSource();
        var done = new TaskCompletionSource();
        Assert.True(queues.Add("room:1", async () =>
        {
            if (later) await goOn.Task;
            throw new InvalidOperationException("work");
        }));
        Assert.False(queues.Add("room:1", () => throw new InvalidOperationException("at once")));
        queues.Run("room:1");
        goOn.SetResult();

        if (queues.Add("room:1", DoneAsync)) queues.Run("room:1");
        await done.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Repeat("Error 52: A change of presence on room:1 could not be told.", 2), _log.All);

        ValueTask DoneAsync()
        {
            done.SetResult();
            return default;
        }
    }
}
