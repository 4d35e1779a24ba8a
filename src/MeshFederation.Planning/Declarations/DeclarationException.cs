using MeshFederation.Model.Errors;

namespace MeshFederation.Planning.Declarations;

/// <summary>A mistake in a declaration, and where in it.</summary>
public sealed class DeclarationException : MeshException
{
    /// <summary>Makes one.</summary>
    /// <param name="cause">What is wrong.</param>
    /// <param name="path">Where.</param>
    public DeclarationException(MeshException cause, ValuePath path)
        : base(cause.ErrorId, cause.Kind, cause.Message, cause.RecommendedAction, cause.Target, cause) => Path = path;

    /// <summary>Where it is.</summary>
    public ValuePath Path { get; }
}
