using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules;

/// <summary>One thing that analysis looks for. A rule is a small type of its own, listed in <c>RuleCatalog</c>.</summary>
public interface IRule
{
    /// <summary>The stable id, as <c>MF1001</c>.</summary>
    string Id { get; }

    /// <summary>How bad what it finds is.</summary>
    FindingSeverity Severity { get; }

    /// <summary>What must hold, in one sentence.</summary>
    string Title { get; }

    /// <summary>What to do when it does not hold.</summary>
    string Recommendation { get; }

    /// <summary>Where Istio decides it: a path in istio/istio, or a page of its documentation.</summary>
    string Source { get; }

    /// <summary>Whether what it finds takes the control plane down.</summary>
    bool EndangersControlPlane { get; }

    /// <summary>Looks at a federation.</summary>
    /// <param name="federation">Everything that is known of it.</param>
    /// <returns>What was found, in the order of the objects.</returns>
    IEnumerable<MeshFinding> Evaluate(FederationView federation);
}
