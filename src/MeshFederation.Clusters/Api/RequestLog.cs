using System.Diagnostics;
using System.Globalization;

namespace MeshFederation.Clusters.Api;

/// <summary>
/// Tells of each request what -Debug shows: method, address, status and time, and what the server says against it. Headers and bodies are
/// left out, since they hold credentials and the data of Secrets.
/// </summary>
/// <param name="Message">The request.</param>
/// <param name="Begun">When it was sent, by <see cref="Stopwatch"/>.</param>
internal readonly record struct RequestLog(HttpRequestMessage Message, long Begun)
{
    /// <summary>Begins with a request that is about to be sent.</summary>
    public static RequestLog Of(HttpRequestMessage message) => new(message, Stopwatch.GetTimestamp());

    /// <summary>Tells of the answer.</summary>
    public void Tell(ApiAnswer answer)
    {
        if (!ApiMessages.IsDebugged) return;
        var said = answer.Success || answer.Status == 101 ? "" : answer.ToStatus().Text("message") ?? "";
        if (said.Length > 0 && IsOfSecret) said = "(what it says of a Secret is not shown)";
        Tell(string.Create(CultureInfo.InvariantCulture, $"{answer.Status}"), said);
    }

    /// <summary>Tells that no answer came; never catches the exception.</summary>
    public bool Tell(Exception exception)
    {
        if (ApiMessages.IsDebugged) Tell("no answer", exception.Message);
        return false;
    }

    private bool IsOfSecret => Message.RequestUri!.AbsolutePath.Split('/').Contains("secrets", StringComparer.Ordinal);

    private void Tell(string outcome, string said)
    {
        var time = Stopwatch.GetElapsedTime(Begun).TotalMilliseconds;
        var line = string.Create(
            CultureInfo.InvariantCulture, $"{Message.Method} {Message.RequestUri!.AbsoluteUri}: {outcome} in {time:0} ms");
        ApiMessages.Debug(SecretText.Mask(said.Length == 0 ? line : $"{line}: {said}"));
    }
}
