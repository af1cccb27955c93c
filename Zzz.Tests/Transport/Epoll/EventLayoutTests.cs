using System.Net;
using Xunit;
using Zzz.Transport.Epoll.Calls;
using Processor = System.Runtime.InteropServices.Architecture;

namespace Zzz.Tests.Transport.Epoll;

/// <summary>The structures of the kernel, on each architecture.</summary>
public class EventLayoutTests
{
    [Theory]
    [InlineData(Processor.X64, new byte[] { 1, 0x20, 0, 0, 8, 7, 6, 5, 4, 3, 2, 1 })]
    [InlineData(Processor.Arm64, new byte[] { 1, 0x20, 0, 0, 0, 0, 0, 0, 8, 7, 6, 5, 4, 3, 2, 1 })]
    public void An_event_is_packed_on_x64_alone(Processor architecture, byte[] expected)
    {
        var layout = EventLayout.Of(architecture);
        var ready = new Readiness(ReadyEvents.In | ReadyEvents.PeerFinished, 0x0102030405060708);
        byte[] written = new byte[layout.Size];
        layout.Write(written, ready);
        Assert.Equal(expected, written);
        Assert.Equal(ready, layout.Read([.. new byte[layout.Size], .. written], 1));
    }

    [Fact]
    public void An_address_of_IPv4_is_read() =>
        Assert.Equal(IPEndPoint.Parse("1.2.3.4:258"), InternetAddress.Read([2, 0, 1, 2, 1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0]));

    [Fact]
    public void An_address_of_IPv6_is_read() =>
        Assert.Equal(IPEndPoint.Parse("[fe80::1%7]:258"), InternetAddress.Read([10, 0, 1, 2, 0, 0, 0, 0, 0xFE, 0x80, .. new byte[13], 1, 7, 0, 0, 0]));

    [Fact]
    public void An_address_of_a_Unix_socket_is_none() => Assert.Null(InternetAddress.Read([1, 0, .. new byte[14]]));
}
