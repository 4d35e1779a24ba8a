using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AnyObject;

/// <summary>The base of rules that hold objects against Istio's published schemas.</summary>
internal abstract class SchemaRule : Rule
{
    /// <summary>Whether the rule is about fields that are not known, or about known ones that are wrong.</summary>
    protected abstract bool AboutUnknownFields { get; }

    /// <summary>What the schemas do not say.</summary>
    protected virtual void ExamineMore(FederationView federation, Report report)
    {
    }

    /// <inheritdoc />
    protected sealed override void Examine(FederationView federation, Report report)
    {
        foreach (var fault in federation.SchemaFaults)
        {
            if (fault.IsUnknownField != AboutUnknownFields || FieldAges.Explain(fault, federation.In(fault.Manifest.Cluster))) continue;
            if (fault.Container is UnstructuredList list) report.At(fault.Manifest, list, fault.Index, fault.Message);
            else report.At(fault.Manifest, (UnstructuredMap)fault.Container, fault.Key, fault.Message);
        }

        ExamineMore(federation, report);
    }
}
