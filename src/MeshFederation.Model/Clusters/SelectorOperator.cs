namespace MeshFederation.Model.Clusters;

/// <summary>What a selector asks of a label (k8s.io/apimachinery/pkg/apis/meta/v1, LabelSelectorOperator).</summary>
public enum SelectorOperator : long
{
    /// <summary>Its value is one of those named.</summary>
    In,

    /// <summary>Its value is none of those named, or it is not there.</summary>
    NotIn,

    /// <summary>It is there.</summary>
    Exists,

    /// <summary>It is not there.</summary>
    DoesNotExist,
}
