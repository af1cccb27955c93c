using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Zzz.Tests.Peers;

/// <summary>A certificate that only the tests trust.</summary>
internal static class TestCertificate
{
    public static readonly X509Certificate2 Instance = Create();

    public static bool IsIt(X509Certificate? other) => Instance.Equals(other);

    private static X509Certificate2 Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
