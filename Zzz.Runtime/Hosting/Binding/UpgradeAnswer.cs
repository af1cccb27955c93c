using System.ComponentModel;
using Microsoft.AspNetCore.Http;
using Zzz.Hosting.Refusing;

namespace Zzz.CompilerServices;

/// <summary>Converts the return value of an <c>OnUpgrade</c> into the answer that refuses the request, or <see langword="null"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class UpgradeAnswer
{
    /// <summary>Converts <see langword="true"/>, which accepts the request, or <see langword="false"/>, which refuses it with 403.</summary>
    /// <param name="accepts">The return value.</param>
    /// <returns>The answer.</returns>
    public static ValueTask<IResult?> Of(bool accepts) => new(Verdict(accepts));

    /// <summary>Converts <see langword="true"/>, which accepts the request, or <see langword="false"/>, which refuses it with 403.</summary>
    /// <param name="accepts">The return value.</param>
    /// <returns>The answer.</returns>
    public static async ValueTask<IResult?> Of(Task<bool> accepts)
    {
        ArgumentNullException.ThrowIfNull(accepts);
        return Verdict(await accepts);
    }

    /// <summary>Converts <see langword="true"/>, which accepts the request, or <see langword="false"/>, which refuses it with 403.</summary>
    /// <param name="accepts">The return value.</param>
    /// <returns>The answer.</returns>
    public static async ValueTask<IResult?> Of(ValueTask<bool> accepts) => Verdict(await accepts);

    /// <summary>Converts an answer, or <see langword="null"/>, which accepts the request.</summary>
    /// <param name="answer">The return value.</param>
    /// <returns>The answer.</returns>
    public static ValueTask<IResult?> Of(IResult? answer) => new(answer);

    /// <summary>Converts an answer, or <see langword="null"/>, which accepts the request.</summary>
    /// <typeparam name="T">The answer's type.</typeparam>
    /// <param name="answer">The return value.</param>
    /// <returns>The answer.</returns>
    public static async ValueTask<IResult?> Of<T>(Task<T> answer)
        where T : IResult?
    {
        ArgumentNullException.ThrowIfNull(answer);
        return await answer;
    }

    /// <summary>Converts an answer, or <see langword="null"/>, which accepts the request.</summary>
    /// <typeparam name="T">The answer's type.</typeparam>
    /// <param name="answer">The return value.</param>
    /// <returns>The answer.</returns>
    public static async ValueTask<IResult?> Of<T>(ValueTask<T> answer)
        where T : IResult? => await answer;

    private static UpgradeRefusal? Verdict(bool accepts) => accepts ? null : UpgradeRefusal.Denied;
}
