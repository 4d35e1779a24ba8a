using MeshFederation.Clusters.Tests.Server.Faults;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>A fault of the matrix.</summary>
/// <param name="Name">What goes wrong, in words.</param>
/// <param name="Fault">What goes wrong; null for a stop of the publish.</param>
/// <param name="Reach">How far it reaches.</param>
/// <param name="Hangs">Whether requests have to be given up.</param>
internal sealed record PublishFault(string Name, Fault? Fault, FaultReach Reach, bool Hangs = false)
{
    public static IReadOnlyList<PublishFault> All { get; } =
    [
        new("reset", Fault.Reset, FaultReach.Once),
        new("reset from then on", Fault.Reset, FaultReach.Cluster),
        new("lost answer", Fault.LoseAnswer, FaultReach.Once),
        new("lost answer each time", Fault.LoseAnswer, FaultReach.Object),
        new("truncated answer", Fault.Truncate, FaultReach.Once),
        new("killed, connections refused", Fault.Kill, FaultReach.Once),
        new("killed after it was done", Fault.KillAfterwards, FaultReach.Once),
        new("hang", Fault.Hang, FaultReach.Once, Hangs: true),
        new("hang after it was done", Fault.HangAfterwards, FaultReach.Once, Hangs: true),
        new("hang from then on", Fault.Hang, FaultReach.Cluster, Hangs: true),
        new("401", Fault.Unauthorized, FaultReach.Once),
        new("401 from then on", Fault.Unauthorized, FaultReach.Cluster),
        new("403", Fault.Forbidden, FaultReach.Object),
        new("403 from then on", Fault.Forbidden, FaultReach.Cluster),
        new("409", Fault.Conflict, FaultReach.Object),
        new("422", Fault.Invalid, FaultReach.Object),
        new("429", Fault.Busy(), FaultReach.Once),
        new("429 with Retry-After", Fault.Busy(retryAfter: 0), FaultReach.Once),
        new("429 from then on", Fault.Busy(), FaultReach.Cluster),
        new("500", Fault.InternalError, FaultReach.Once),
        new("500 each time", Fault.InternalError, FaultReach.Object),
        new("500 from then on", Fault.InternalError, FaultReach.Cluster),
        new("503 of a load balancer", Fault.Unavailable, FaultReach.Once),
        new("503 from then on", Fault.Unavailable, FaultReach.Cluster),
        new("Ctrl+C", null, FaultReach.Once),
    ];

    public override string ToString() => Name;
}
