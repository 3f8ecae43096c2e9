"""What agencies are asked about a family, and what they answer: enquiry, request, return.

An *enquiry* is one act of asking: several agencies at once, about several people, for one purpose on one lawful basis.
A *request* is what one agency is asked in it, with its questions and its clock. A *return* is what the agency answers.
"""
