using System.ComponentModel;
using Microsoft.AspNetCore.Http;
using Zzz.Hosting.Refusing;

namespace Zzz.CompilerServices;

/// <summary>
/// Converts the return value of an <c>OnUpgrade</c> method into the answer that refuses the request, or into <see langword="null"/>, which accepts
/// the request.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class UpgradeAnswer
{
    /// <summary>Converts a <see cref="bool"/>: <see langword="true"/> accepts the request, <see langword="false"/> refuses it with 403.</summary>
    /// <param name="accepts">The return value.</param>
    /// <returns>The answer.</returns>
    public static ValueTask<IResult?> Of(bool accepts) => new(Verdict(accepts));

    /// <summary>Converts a <see cref="bool"/>: <see langword="true"/> accepts the request, <see langword="false"/> refuses it with 403.</summary>
    /// <param name="accepts">The return value.</param>
    /// <returns>The answer.</returns>
    public static async ValueTask<IResult?> Of(Task<bool> accepts)
    {
        ArgumentNullException.ThrowIfNull(accepts);
        return Verdict(await accepts);
    }

    /// <summary>Converts a <see cref="bool"/>: <see langword="true"/> accepts the request, <see langword="false"/> refuses it with 403.</summary>
    /// <param name="accepts">The return value.</param>
    /// <returns>The answer.</returns>
    public static async ValueTask<IResult?> Of(ValueTask<bool> accepts) => Verdict(await accepts);

    /// <summary>Converts an answer that refuses the request, or <see langword="null"/>, which accepts the request.</summary>
    /// <param name="answer">The return value.</param>
    /// <returns>The answer.</returns>
    public static ValueTask<IResult?> Of(IResult? answer) => new(answer);

    /// <summary>Converts an answer that refuses the request, or <see langword="null"/>, which accepts the request.</summary>
    /// <typeparam name="T">The answer's type.</typeparam>
    /// <param name="answer">The return value.</param>
    /// <returns>The answer.</returns>
    public static async ValueTask<IResult?> Of<T>(Task<T> answer)
        where T : IResult?
    {
        ArgumentNullException.ThrowIfNull(answer);
        return await answer;
    }

    /// <summary>Converts an answer that refuses the request, or <see langword="null"/>, which accepts the request.</summary>
    /// <typeparam name="T">The answer's type.</typeparam>
    /// <param name="answer">The return value.</param>
    /// <returns>The answer.</returns>
    public static async ValueTask<IResult?> Of<T>(ValueTask<T> answer)
        where T : IResult? => await answer;

    private static UpgradeRefusal? Verdict(bool accepts) => accepts ? null : UpgradeRefusal.Denied;
}
