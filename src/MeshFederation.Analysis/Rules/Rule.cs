using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules;

/// <summary>The base of all rules.</summary>
internal abstract class Rule : IRule
{
    /// <inheritdoc />
    public abstract string Id { get; }

    /// <inheritdoc />
    public virtual FindingSeverity Severity => FindingSeverity.Error;

    /// <inheritdoc />
    public abstract string Title { get; }

    /// <inheritdoc />
    public abstract string Recommendation { get; }

    /// <inheritdoc />
    public abstract string Source { get; }

    /// <inheritdoc />
    public virtual bool EndangersControlPlane => false;

    /// <inheritdoc />
    public IEnumerable<MeshFinding> Evaluate(FederationView federation)
    {
        var report = new Report(this);
        Examine(federation, report);
        return report.Findings;
    }

    /// <summary>Looks at a federation and reports what does not hold.</summary>
    protected abstract void Examine(FederationView federation, Report report);
}
