namespace MeshFederation.Help;

/// <summary>A page cannot be turned into help.</summary>
public sealed class HelpException : Exception
{
    /// <summary>Makes an exception of the errors of a page.</summary>
    /// <param name="errors">The errors, at least one.</param>
    public HelpException(IReadOnlyList<HelpError> errors)
        : base(string.Join(Environment.NewLine, errors)) => Errors = errors;

    /// <summary>The errors in the order of the page's lines.</summary>
    public IReadOnlyList<HelpError> Errors { get; }
}
