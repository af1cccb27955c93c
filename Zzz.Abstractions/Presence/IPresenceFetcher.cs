using System.Text.Json;

namespace Zzz;

/// <summary>
/// Adds to what clients are told of those who are present: names and pictures from a database, for many keys at once. Register one as a
/// singleton service.
/// </summary>
/// <example>
/// <code>
/// public sealed class UserFetcher(IUsers users) : IPresenceFetcher
/// {
///     public async ValueTask&lt;IReadOnlyDictionary&lt;string, JsonElement&gt;&gt; FetchAsync(
///         string topic, IReadOnlyCollection&lt;string&gt; keys, CancellationToken cancellationToken) =>
///         (await users.FindAsync(keys, cancellationToken)).ToDictionary(
///             user => user.Id, user => JsonSerializer.SerializeToElement(user, AppJson.Default.User));
/// }
/// </code>
/// </example>
public interface IPresenceFetcher
{
    /// <summary>
    /// Called before each state and each difference that is sent. Those of one topic wait for each other, so that they arrive in order. If it
    /// throws, or takes longer than <see cref="ZzzOptions.PresenceFetchTimeout"/>, that is logged, and clients get what they would get
    /// without it. It is not called again for a topic before it has answered.
    /// </summary>
    /// <param name="topic">The topic.</param>
    /// <param name="keys">The keys that are written about, each once.</param>
    /// <param name="cancellationToken">Cancelled when that timeout has passed, and nobody waits for the answer any more.</param>
    /// <returns>By key, a JSON object whose properties stand beside <c>metas</c>. A key may be missing.</returns>
    ValueTask<IReadOnlyDictionary<string, JsonElement>> FetchAsync(string topic, IReadOnlyCollection<string> keys, CancellationToken cancellationToken);
}
