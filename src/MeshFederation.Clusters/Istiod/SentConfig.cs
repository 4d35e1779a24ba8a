using System.Globalization;

namespace MeshFederation.Clusters.Istiod;

/// <summary>
/// One kind of configuration of a proxy: the nonce under which it was sent last, and the one that the proxy acknowledged last.
/// </summary>
/// <param name="Sent">The nonce; empty when nothing was sent.</param>
/// <param name="Acked">The nonce; empty when nothing was acknowledged.</param>
internal readonly record struct SentConfig(string Sent, string Acked)
{
    /// <summary>A UUID.</summary>
    private const int RandomLength = 36;

    /// <summary>Whether the proxy has what it was sent, be it nothing.</summary>
    public bool IsTaken => Sent.Length == 0 || Sent == Acked;

    /// <summary>The push of which it was sent: the nonce without its end, which is random.</summary>
    public string Version => Sent.Length > RandomLength ? Sent[..^RandomLength] : Sent;

    /// <summary>
    /// When the push was made of which it was sent, by istiod's clock, in whole seconds; null when the nonce has another form than
    /// <c>2026-01-31T10:20:30Z/17</c> and a random end (istio pilot/pkg/xds/discovery.go NextVersion and nonce).
    /// </summary>
    public DateTimeOffset? Push =>
        Sent.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
        && DateTimeOffset.TryParse(Sent.AsSpan(0, slash), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
}
