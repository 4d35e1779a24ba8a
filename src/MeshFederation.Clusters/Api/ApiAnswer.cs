using System.Text.Json;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Api;

/// <summary>What came back for a request.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body.</param>
/// <param name="MediaType">The body's type, as <c>application/json</c>.</param>
/// <param name="RetryAfter">How long the server asks to wait before the next try.</param>
internal sealed record ApiAnswer(int Status, ReadOnlyMemory<byte> Body, string? MediaType = null, TimeSpan? RetryAfter = null)
{
    /// <summary>How often the request was sent until this came.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>Whether a try before this answer may have done what was asked for, though it had no answer that says so.</summary>
    public bool IsOpen { get; init; }

    /// <summary>When it was given, by the clock of who gave it, in whole seconds.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>The array of the body, where it is lent.</summary>
    private byte[]? Lent { get; init; }

    public bool Success => Status is >= 200 and < 300;

    /// <summary>The body as a Status object; one without fields when it is something else, as the page of a proxy.</summary>
    public UnstructuredMap ToStatus()
    {
        try
        {
            return Json.Read(Body.Span) is var map && map.Text("kind") is "Status" ? map : UnstructuredMap.Empty;
        }
        catch (JsonException)
        {
            return UnstructuredMap.Empty;
        }
    }

    public static async Task<ApiAnswer> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var (body, lent) = await PooledBody.ReadAsync(response.Content, ct).ConfigureAwait(false);
        return new(
            (int)response.StatusCode,
            body,
            response.Content.Headers.ContentType?.MediaType,
            RetryAfterOf(response))
        { Date = response.Headers.Date, Lent = lent };
    }

    /// <summary>Gives the body back, which nobody may look at any more.</summary>
    public void Release()
    {
        if (Lent is not null) PooledBody.Return(Lent);
    }

    /// <summary>
    /// A time of day is the server's, so it is held against what the server says that it is now; our clock may be another.
    /// </summary>
    private static TimeSpan? RetryAfterOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date - response.Headers.Date is { } wait => wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    };
}
