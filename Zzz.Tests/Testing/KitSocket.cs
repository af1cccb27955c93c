using Microsoft.AspNetCore.Mvc;

namespace Zzz.Tests.Testing;

[ChannelRoute("/kit", typeof(KitChannel), typeof(PartyChannel), typeof(DiaryChannel))]
internal sealed class KitSocket
{
    public bool OnUpgrade([FromQuery] string? token) => token != "wrong";
}
