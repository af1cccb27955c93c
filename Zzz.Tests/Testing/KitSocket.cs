using Microsoft.AspNetCore.Mvc;

namespace Zzz.Tests.Testing;

[ChannelRoute("/kit", typeof(KitChannel), typeof(PartyChannel))]
internal sealed class KitSocket
{
    public bool OnUpgrade([FromQuery] string? token) => token != "wrong";
}
