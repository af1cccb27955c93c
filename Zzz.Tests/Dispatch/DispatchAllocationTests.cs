using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Xunit;
using Zzz.CompilerServices;
using Zzz.Json;
using Zzz.Tests.Controllers;
using EchoSession = Zzz.Generated.Zzz.Tests.Controllers.EchoControllerSession;
using ReplySession = Zzz.Generated.Zzz.Tests.Controllers.ReplyControllerSession;

namespace Zzz.Tests.Dispatch;

public class DispatchAllocationTests
{
    private static readonly WsJson Json = new(new JsonSerializerOptions(JsonSerializerDefaults.Web), [OrderJson.Default]);
    private static readonly WsMessage Message = new(WsMessageKind.Binary, new byte[128]);

    private static bool IsDebugBuild =>
        typeof(ReplySession).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true };

    [Fact]
    public async Task A_message_costs_nothing_on_its_way_to_a_handler() => AssertFree(await SessionAsync(EchoSession.Create));

    [Fact]
    public async Task A_reply_of_a_task_costs_nothing_beside_the_task()
    {
        Assert.SkipWhen(IsDebugBuild, "In a debug build each async method costs an object.");
        AssertFree(await SessionAsync(ReplySession.Create));
    }

    [Fact]
    public void JSON_is_written_into_pooled_memory()
    {
        int[] numbers = [1, 2, 3];

        long allocated = AllocatedBy(() =>
        {
            using JsonBuffer buffer = JsonBuffer.Of(numbers, Json);
            if (buffer.Json.Length != 7) throw new InvalidOperationException();
        });

        Assert.Equal(0, allocated);
    }

    private static void AssertFree(WsSession session)
    {
        var ws = new SilentConnection();
        long allocated = AllocatedBy(() =>
        {
            ValueTask handling = session.OnMessage(ws, Message);
            if (!handling.IsCompletedSuccessfully) throw new InvalidOperationException();
        });
        Assert.Equal(0, allocated);
        Assert.True(ws.Sends > 1000);
    }

    private static long AllocatedBy(Action action)
    {
        for (int i = 0; i < 1000; i++) action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static async Task<WsSession> SessionAsync(Func<UpgradeBinder, WsSession?> create)
    {
        await using var binder = new UpgradeBinder(new DefaultHttpContext(), new NoServices(), Json);
        return create(binder)!;
    }

    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
