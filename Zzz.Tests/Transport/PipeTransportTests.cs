using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections.Features;
using Xunit;
using Zzz.Connection;
using Zzz.Tests.Connection;
using Zzz.Tests.Peers;
using Zzz.Tests.Telemetry;
using Zzz.Transport;

namespace Zzz.Tests.Transport;

public class PipeTransportTests
{
    /// <summary>The peer determines how many segments are in one read, as far as the server reads ahead.</summary>
    [Fact]
    public async Task The_stack_does_not_grow_with_the_segments_of_a_read()
    {
        const int Segments = 1000;
        Assert.InRange(await DepthAfterAsync(Segments), 1, Segments / 2);
    }

    /// <summary>Returns the number of stack frames when all of a read has been handled, by a handler that always has to be awaited.</summary>
    private static async Task<int> DepthAfterAsync(int segments)
    {
        var reader = new DeepReader(Segment.Chain(ClientFrame.Text("x"), segments));
        int handled = 0;
        var session = new ScriptedSession
        {
            Received = async (_, _) =>
            {
                await Task.Yield();
                handled++;
            },
        };
        var connection = new ServerConnection(
            session, new PipeTransport(reader, reader), new ScriptedRequest(), TestRoute.New(TimeProvider.System),
            TestTelemetry.New(TimeProvider.System));
        await connection.RunAsync().Guarded();
        Assert.Equal(segments, handled);
        return reader.Depth;
    }

    /// <summary>A connection with a single read, which records the depth of the stack when the read has been handled.</summary>
    private sealed class DeepReader(ReadOnlySequence<byte> bytes) : PipeReader, IDuplexPipe, IConnectionTransportFeature, IConnectionLifetimeFeature
    {
        private readonly Pipe _output = new();

        public int Depth { get; private set; }

        public PipeReader Input => this;

        public PipeWriter Output => _output.Writer;

        public IDuplexPipe Transport
        {
            get => this;
            set => throw new NotSupportedException();
        }

        public CancellationToken ConnectionClosed { get; set; } = new(canceled: true);

        public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) =>
            new(new ReadResult(bytes, isCanceled: false, isCompleted: true));

        public override void AdvanceTo(SequencePosition consumed) => Depth = new StackTrace().FrameCount;

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => AdvanceTo(consumed);

        public override bool TryRead(out ReadResult result) => throw new NotSupportedException();

        public override void CancelPendingRead()
        {
        }

        public override void Complete(Exception? exception = null)
        {
        }

        public void Abort()
        {
        }
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        private Segment(byte[] bytes) => Memory = bytes;

        public static ReadOnlySequence<byte> Chain(byte[] bytes, int count)
        {
            var first = new Segment([.. bytes]);
            Segment last = first;
            for (int i = 1; i < count; i++)
            {
                var next = new Segment([.. bytes]) { RunningIndex = last.RunningIndex + last.Memory.Length };
                last.Next = next;
                last = next;
            }

            return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
        }
    }
}
