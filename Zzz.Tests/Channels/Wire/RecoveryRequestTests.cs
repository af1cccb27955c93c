using System.Text;
using Xunit;
using Zzz.Channels.Wire;

namespace Zzz.Tests.Channels.Wire;

public class RecoveryRequestTests
{
    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("17")]
    [InlineData("\"id\"")]
    [InlineData("[\"k3f9\",17]")]
    public void An_element_that_is_not_an_object_asks_for_nothing(string extension)
    {
        Assert.True(RecoveryRequest.TryRead(Encoding.UTF8.GetBytes(extension), out RecoveryRequest? request));
        Assert.Null(request);
    }

    [Theory]
    [InlineData("{}", "", null, 0)]
    [InlineData("""{"id":"q8Zk2m"}""", "q8Zk2m", null, 0)]
    [InlineData("""{"id":"q8Zk2m","at":["k3f9",18]}""", "q8Zk2m", "k3f9", 18)]
    [InlineData(""" {"at" : [ "k3f9" , 0 ] } """, "", "k3f9", 0)]
    [InlineData("""{"at":["",9007199254740991]}""", "", "", 9007199254740991)]
    [InlineData("""{"more":{"id":[1]},"\udc00":1,"id":"a"}""", "a", null, 0)]
    public void A_request_is_read(string extension, string id, string? epoch, long offset)
    {
        Assert.True(RecoveryRequest.TryRead(Encoding.UTF8.GetBytes(extension.Trim()), out RecoveryRequest? request));
        Assert.NotNull(request);
        Assert.Equal((id, epoch is null ? null : new TopicPosition(epoch, offset)), (Encoding.UTF8.GetString(request.Id), request.Since));
    }

    [Theory]
    [InlineData("""{"id":1}""")]
    [InlineData("""{"id":null}""")]
    [InlineData("""{"id":"\u0061"}""")]
    [InlineData("""{"id":"012345678901234567890123456789012"}""")]
    [InlineData("""{"at":null}""")]
    [InlineData("""{"at":17}""")]
    [InlineData("""{"at":[]}""")]
    [InlineData("""{"at":["k3f9"]}""")]
    [InlineData("""{"at":[17,"k3f9"]}""")]
    [InlineData("""{"at":["k3f9","17"]}""")]
    [InlineData("""{"at":["k3f9",17.5]}""")]
    [InlineData("""{"at":["k3f9",-1]}""")]
    [InlineData("""{"at":["k3f9",9007199254740992]}""")]
    [InlineData("""{"at":["k3f9",1e400]}""")]
    [InlineData("""{"at":["k3f9",17,1]}""")]
    [InlineData("""{"at":["012345678901234567890123456789012",17]}""")]
    public void A_malformed_request_is_refused(string extension) =>
        Assert.False(RecoveryRequest.TryRead(Encoding.UTF8.GetBytes(extension), out _));
}
