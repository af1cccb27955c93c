using Xunit;
using Zzz.Protocol;

namespace Zzz.Tests.Protocol;

public class CloseStateTests
{
    [Fact]
    public void Each_direction_closes_by_itself()
    {
        var state = new CloseState();
        Assert.Equal((false, false), (state.IsSent, state.IsReceived));
        state.MarkSent();
        Assert.Equal((true, false), (state.IsSent, state.IsReceived));
        state.MarkReceived();
        Assert.Equal((true, true), (state.IsSent, state.IsReceived));
    }
}
