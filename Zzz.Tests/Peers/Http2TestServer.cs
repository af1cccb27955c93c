using System.Net;

namespace Zzz.Tests.Peers;

/// <summary>The running Zzz.TestServer, which accepts only HTTP/2.</summary>
public sealed class Http2TestServer : TestServer
{
    public Http2TestServer()
        : base("--Kestrel:EndpointDefaults:Protocols=Http2")
    {
        Http.DefaultRequestVersion = HttpVersion.Version20;
        Http.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;
    }
}
