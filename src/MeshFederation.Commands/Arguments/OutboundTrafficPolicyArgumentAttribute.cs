using System.Management.Automation;

namespace MeshFederation.Commands.Arguments;

/// <summary>Takes the policy in Istio's spelling, too: REGISTRY_ONLY is RegistryOnly.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutboundTrafficPolicyArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text ? text.Replace("_", "", StringComparison.Ordinal) : inputData;
}
