using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Xunit;
using Zzz.Tests.Peers;
using Zzz.Transport;

namespace Zzz.Tests.Transport;

/// <summary>A task that is not awaited fails without effect: <see cref="TaskScheduler.UnobservedTaskException"/> is not raised.</summary>
[Collection(nameof(AloneCollection))] // the event concerns the whole process
public sealed class StreamTransportTests
{
    private const string OnPurpose = "A task fails on purpose.";

    [Fact]
    public async Task What_fails_as_the_stream_ends_is_left_unobserved_by_nobody()
    {
        var unobserved = new List<string>();
        EventHandler<UnobservedTaskExceptionEventArgs> onUnobserved = (_, e) =>
        {
            if (e.Exception.ToString().Contains(OnPurpose, StringComparison.Ordinal)) unobserved.Add(e.Exception.ToString());
        };
        TaskScheduler.UnobservedTaskException += onUnobserved;
        await EndAsync();
        for (int i = 0; i < 20; i++) // the failed task may not have quite ended
        {
            await Task.Yield();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        TaskScheduler.UnobservedTaskException -= onUnobserved;
        Assert.Empty(unobserved);
    }

    /// <summary>Ends a transport whose response cannot be completed, with a callback of a handler that throws.</summary>
    private static async Task EndAsync()
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpResponseBodyFeature>(new FailingBody());
        context.Features.Set<IHttpResetFeature>(new Reset());
        context.Features.Set<IHttpRequestLifetimeFeature>(new HttpRequestLifetimeFeature());
        var transport = new StreamTransport(Stream.Null, context);
        transport.Closed.Register(() =>
        {
            told.SetResult();
            throw new InvalidOperationException(OnPurpose);
        });
        transport.Complete();
        await transport.ClosedAsync();
        await told.Task.Guarded();
    }

    private sealed class FailingBody : IHttpResponseBodyFeature
    {
        public Stream Stream => Stream.Null;

        public PipeWriter Writer => PipeWriter.Create(Stream.Null);

        public Task CompleteAsync() => Task.FromException(new InvalidOperationException(OnPurpose));

        public void DisableBuffering()
        {
        }

        public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
    }

    private sealed class Reset : IHttpResetFeature
    {
        void IHttpResetFeature.Reset(int errorCode)
        {
        }
    }
}
