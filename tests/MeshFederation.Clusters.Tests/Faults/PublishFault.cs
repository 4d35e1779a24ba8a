using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>A fault of the matrix.</summary>
/// <param name="Name">What goes wrong, in words.</param>
/// <param name="Fault">What goes wrong; null for a stop of the publish.</param>
/// <param name="Reach">How far it reaches.</param>
/// <param name="Hangs">Whether requests have to be given up.</param>
/// <param name="IsRidden">Whether a publish comes to the wanted state all the same, whatever the step.</param>
internal sealed record PublishFault(string Name, Fault? Fault, FaultReach Reach, bool Hangs = false, bool IsRidden = false)
{
    /// <summary>Whether every fault is tried at every step, as <c>MESHFEDERATION_ALL_FAULTS=1</c> asks for; it takes minutes.</summary>
    public static bool AreAllTried { get; } = Environment.GetEnvironmentVariable("MESHFEDERATION_ALL_FAULTS") == "1";

    /// <summary>What a proxy shows to who has to sign in again; it calls that a success.</summary>
    private static Fault Page => Fault.Answer(ApiAnswer.OfText("<html><title>Sign in</title></html>", 200));

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
        new("429", Fault.Busy(), FaultReach.Once, IsRidden: true),
        new("429 with Retry-After", Fault.Busy(retryAfter: 0), FaultReach.Once, IsRidden: true),
        new("429 from then on", Fault.Busy(), FaultReach.Cluster),
        new("500", Fault.InternalError, FaultReach.Once),
        new("500 each time", Fault.InternalError, FaultReach.Object),
        new("500 from then on", Fault.InternalError, FaultReach.Cluster),
        new("503 of a load balancer", Fault.Unavailable, FaultReach.Once),
        new("503 from then on", Fault.Unavailable, FaultReach.Cluster),
        new("429 for longer than there is time", Fault.Busy(retryAfter: 3600), FaultReach.Once),
        new("answer with an old version", Fault.OldVersion, FaultReach.Once, IsRidden: true),
        new("answers with old versions each time", Fault.OldVersion, FaultReach.Object),
        new("list of a server that has not caught up", Fault.OldList, FaultReach.Once),
        new("page of a proxy", Page, FaultReach.Once),
        new("page of a proxy from then on", Page, FaultReach.Cluster),
        new(
            "quota used up",
            Refused(403, "Forbidden", "forbidden: exceeded quota: objects, requested: 1, used: 9, limited: 9"),
            FaultReach.Object),
        new("field that the CRD lost", Refused(500, null, "failed to create typed patch object (a/b; c/v1, Kind=D): .spec.e: field not "
            + "declared in schema"), FaultReach.Object),
        new("webhook denies", Refused(400, null, "admission webhook \"a.b.c\" denied the request: the test says so"), FaultReach.Object),
        new("namespace that ends", Refused(403, "Forbidden", "forbidden: unable to create new content in namespace a because it is being "
            + "terminated"), FaultReach.Object),
        new("Ctrl+C", null, FaultReach.Once),
    ];

    public override string ToString() => Name;

    private static Fault Refused(int code, string? reason, string message) => Fault.Answer(StatusBody.Failure(code, reason, message));
}
