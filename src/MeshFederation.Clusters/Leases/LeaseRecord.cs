using System.Globalization;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Leases;

/// <summary>What a Lease says (Kubernetes coordination/v1 LeaseSpec): who holds it, since when, and when it was renewed last.</summary>
internal sealed record LeaseRecord(string Holder, DateTimeOffset Acquired, DateTimeOffset Renewed, TimeSpan Duration, long Transitions)
{
    private const string MicroTime = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    public bool IsHeld => Holder.Length > 0;

    public DateTimeOffset Expires => Renewed + Duration;

    /// <summary>Whether it was taken by the same holder at the same time: one process may publish twice at once.</summary>
    public bool IsSame(LeaseRecord other) => Holder == other.Holder && Acquired == other.Acquired;

    public static LeaseRecord Read(UnstructuredMap lease)
    {
        var spec = lease.Map("spec") ?? UnstructuredMap.Empty;
        return new(
            spec.Text("holderIdentity") ?? "",
            Time(spec, "acquireTime"),
            Time(spec, "renewTime"),
            TimeSpan.FromSeconds(spec.Number("leaseDurationSeconds") ?? 0),
            spec.Number("leaseTransitions") ?? 0);
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
