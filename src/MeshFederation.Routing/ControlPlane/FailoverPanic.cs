using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.ControlPlane;

/// <summary>Objects of a cluster that together make its istiod panic, and crash again after every restart.</summary>
/// <param name="Service">The host, of one of its ServiceEntries with resolution DNS.</param>
/// <param name="Port">The first port for which it happens.</param>
/// <param name="Localities">The localities of the endpoints, in words: what is written, <c>none</c>, or <c>those of pods</c>.</param>
/// <param name="Decider">
/// The object that asks for the priorities: a DestinationRule, or a ServiceEntry or Namespace by its annotation.
/// </param>
/// <param name="Field">Its field.</param>
public sealed record FailoverPanic(RoutedService Service, int Port, IReadOnlyList<string> Localities, MeshManifest Decider, string Field)
{
    /// <summary>Whether the priorities are those of the mesh, which the object brings to bear by its outlier detection.</summary>
    public bool IsOfMesh { get; init; }

    /// <summary>What happens, in one sentence.</summary>
    public string Message =>
        FormattableString.Invariant($"istiod panics and crashes again and again: {Service.Reference} looks up the endpoints of ")
        + FormattableString.Invariant($"'{Service.Host}' by DNS, for port {Port} they have several localities ")
        + $"({string.Join(", ", Localities)}), and {Cause}.";

    private string Cause => IsOfMesh
        ? $"the mesh's localityLbSetting gives them priorities, since {Decider} has outlierDetection"
        : $"{Decider} gives them priorities";
}
