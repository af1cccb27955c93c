using System.Text.Json;

namespace Zzz;

/// <summary>
/// Adds details to presence messages, such as names and pictures from a database, for many keys at once. Register an implementation as a
/// singleton: <c>builder.Services.AddSingleton&lt;IPresenceFetcher, UserFetcher&gt;()</c>.
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
    /// Fetches the details of the keys in one <c>presence_state</c> or <c>presence_diff</c>, before the message is sent. Messages of one topic
    /// wait for each other, so they arrive in order. If this method throws, or takes longer than
    /// <see cref="ZzzOptions.PresenceFetchTimeout"/>, Zzz logs the failure and sends the message without details. After a timeout, Zzz does not
    /// call this method for the same topic again until the late call has completed.
    /// </summary>
    /// <param name="topic">The topic.</param>
    /// <param name="keys">The keys in the message, without duplicates.</param>
    /// <param name="cancellationToken">Cancelled when the timeout has passed and the result is no longer needed.</param>
    /// <returns>
    /// For each key, a JSON object whose properties are added next to <c>metas</c>. Keys without details may be left out.
    /// </returns>
    ValueTask<IReadOnlyDictionary<string, JsonElement>> FetchAsync(string topic, IReadOnlyCollection<string> keys, CancellationToken cancellationToken);
}
