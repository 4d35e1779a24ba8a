using System.Globalization;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Leases;

/// <summary>
/// What a Lease says (Kubernetes coordination/v1 LeaseSpec): who holds it, since when, and when it was renewed last. Its times are those of
/// the holder's clock: they are shown, and tell one renewal from the next, but nothing is decided by them.
/// </summary>
internal sealed record LeaseRecord(string Holder, DateTimeOffset Acquired, DateTimeOffset Renewed, TimeSpan Duration, long Transitions)
{
    /// <summary>The annotation with <see cref="Session"/>.</summary>
    public const string SessionAnnotation = "meshfederation.io/session";

    private const string MicroTime = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    /// <summary>Which publish of the holder it is: one process may publish twice at once, and clocks may say the same time twice.</summary>
    public string Session { get; init; } = "";

    public bool IsHeld => Holder.Length > 0;

    /// <summary>Whether it was taken by the same publish.</summary>
    public bool IsSame(LeaseRecord other) =>
        (Holder, Session) == (other.Holder, other.Session) && (Session.Length > 0 || Acquired == other.Acquired);

    public static LeaseRecord Read(UnstructuredMap lease)
    {
        var spec = lease.Map("spec") ?? UnstructuredMap.Empty;
        return new(
            spec.Text("holderIdentity") ?? "",
            Time(spec, "acquireTime"),
            Time(spec, "renewTime"),
            TimeSpan.FromSeconds(Math.Clamp(spec.Number("leaseDurationSeconds") ?? 0, 0, int.MaxValue)),
            spec.Number("leaseTransitions") ?? 0)
        { Session = lease.Map("metadata")?.Map("annotations")?.Text(SessionAnnotation) ?? "" };
    }

    public UnstructuredMap ToSpec() => UnstructuredMap.Of(
        ("holderIdentity", Holder),
        ("leaseDurationSeconds", (long)Math.Ceiling(Duration.TotalSeconds)),
        ("acquireTime", Acquired.UtcDateTime.ToString(MicroTime, CultureInfo.InvariantCulture)),
        ("renewTime", Renewed.UtcDateTime.ToString(MicroTime, CultureInfo.InvariantCulture)),
        ("leaseTransitions", Transitions));

    private static DateTimeOffset Time(UnstructuredMap spec, string key) =>
        DateTimeOffset.TryParse(spec.Text(key), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : default;
}
