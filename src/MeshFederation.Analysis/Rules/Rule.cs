using MeshFederation.Analysis.Faults;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules;

/// <summary>The base of all rules. A rule says what it finds itself; this is the one place where it is said.</summary>
internal abstract class Rule : IRule
{
    private Fault? _fault;

    /// <inheritdoc />
    public Fault Finds => _fault ??= new(Id)
    {
        Severity = Severity,
        Title = Title,
        Recommendation = Recommendation,
        Source = Source,
        EndangersControlPlane = EndangersControlPlane,
    };

    /// <summary>The stable id, as <c>MF1001</c>.</summary>
    public abstract string Id { get; }

    /// <summary>How bad it is.</summary>
    public virtual FindingSeverity Severity => FindingSeverity.Error;

    /// <summary>What must hold, in one sentence.</summary>
    public abstract string Title { get; }

    /// <summary>What to do when it does not hold.</summary>
    public abstract string Recommendation { get; }

    /// <summary>Where Istio decides it: a path in istio/istio, or a page of its documentation.</summary>
    public abstract string Source { get; }

    /// <summary>Whether it takes the control plane down.</summary>
    public virtual bool EndangersControlPlane => false;

    /// <inheritdoc />
    public IEnumerable<MeshFinding> Evaluate(FederationView federation)
    {
        var report = new Report(Finds);
        Examine(federation, report);
        return report.Findings;
    }

    /// <summary>Looks at a federation and reports what does not hold.</summary>
    protected abstract void Examine(FederationView federation, Report report);
}
