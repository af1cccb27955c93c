using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Zzz.Hosting.Script;

/// <summary>One encoding of a <see cref="ScriptFile"/>. An encoding without a name is the uncompressed content.</summary>
internal sealed class ScriptEncoding(string? name, byte[] content)
{
    public string? Name => name;

    public byte[] Content => content;

    /// <summary>The strong entity tag, which is different for each encoding (RFC 9110 §8.8.3).</summary>
    public EntityTagHeaderValue Tag { get; } = new($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}\"");

    /// <summary>Whether a request's <c>Accept-Encoding</c> header allows this encoding (RFC 9110 §12.5.3). Uncompressed content is always allowed.</summary>
    public bool IsAcceptedBy(StringValues acceptEncoding)
    {
        if (name is null) return true;
        _ = StringWithQualityHeaderValue.TryParseList(acceptEncoding, out IList<StringWithQualityHeaderValue>? values);
        StringWithQualityHeaderValue? value = Find(name) ?? Find("*");
        return value is not null && value.Quality is not 0;

        StringWithQualityHeaderValue? Find(string coding) =>
            values?.FirstOrDefault(value => value.Value.Equals(coding, StringComparison.OrdinalIgnoreCase));
    }
}
