using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Comparison;

/// <summary>When an object is published that a cluster has and no plan wants any more; removing runs the other way round.</summary>
public static class PublishingSteps
{
    /// <summary>The step of an object. A DestinationRule that names its own host as callers of another cluster do is theirs, all others may be served to somebody.</summary>
    /// <param name="manifest">The object as a cluster has it.</param>
    /// <returns>The step.</returns>
    public static PublishingStep Of(MeshManifest manifest) => manifest.Kind switch
    {
        "VirtualService" => PublishingStep.VirtualService,
        "ServiceEntry" => PublishingStep.ServiceEntry,
        "Gateway" => PublishingStep.Gateway,
        "EnvoyFilter" => PublishingStep.EnvoyFilter,
        "DestinationRule" when manifest.Name == manifest.Spec.Text("host") => PublishingStep.RemoteSubsets,
        _ => PublishingStep.ServedSubsets,
    };
}
